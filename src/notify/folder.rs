//! A folder that keeps mails as `.eml` files, one a Message-ID.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Channel, Envelope, NotifyError, Sending};
use crate::model::Delivery;

/// File names are cut to this many characters; Message-IDs are shorter.
const NAME_CHARS: usize = 150;

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
        std::fs::create_dir_all(folder)
            .map_err(|source| NotifyError::Folder { folder: folder.to_path_buf(), source })?;
        Ok(Self { folder: folder.to_path_buf() })
    }

    /// Writes one mail, whole or not at all; answers its path. A mail sent again takes its own place.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, mail: &Envelope) -> Result<PathBuf, NotifyError> {
        let path = self.folder.join(file_name(&mail.message_id));
        self.write(&path, &mail.bytes).map_err(|source| NotifyError::Folder { folder: self.folder.clone(), source })?;
        Ok(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let part = path.with_extension("part");
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, path)
    }
}

/// A file name of a Message-ID: no separators, no leading dot.
fn file_name(message_id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@') { c } else { '_' };
    let name: String = message_id.chars().take(NAME_CHARS).map(plain).collect();
    format!("{}.eml", if name.starts_with('.') { format!("_{name}") } else { name })
}

impl Channel for Folder {
    fn name(&self) -> String {
        self.folder.display().to_string()
    }

    fn send<'a>(&'a self, mail: &'a Envelope) -> Sending<'a> {
        Box::pin(async move {
            match self.keep(mail) {
                Ok(path) => Delivery::Accepted { response: path.display().to_string() },
                Err(error) => Delivery::Deferred { error: error.to_string() },
            }
        })
    }
}
