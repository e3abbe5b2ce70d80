//! The twelve formats that a host starts from (formats.json).
