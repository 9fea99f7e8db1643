//! Build the parts from configuration, start the tasks, stop gracefully, reload.
