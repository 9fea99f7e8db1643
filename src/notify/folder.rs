//! A folder that keeps mails as `.eml` files, one a Message-ID.

use std::path::{Path, PathBuf};

use super::{Channel, Envelope, NotifyError, Sending};

/// A folder of `.eml` files.
pub struct Folder {
    folder: PathBuf,
}

impl Folder {
    /// Makes the folder where it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(folder: &Path) -> Result<Self, NotifyError> {
        Ok(Self { folder: folder.to_path_buf() })
    }

    /// Writes one mail, whole or not at all; answers its path.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, mail: &Envelope) -> Result<PathBuf, NotifyError> {
        let _ = (mail, &self.folder);
        todo!()
    }
}

impl Channel for Folder {
    fn name(&self) -> String {
        self.folder.display().to_string()
    }

    fn send<'a>(&'a self, mail: &'a Envelope) -> Sending<'a> {
        let _ = mail;
        todo!()
    }
}
