//! What a mail says: subject, text, HTML.
