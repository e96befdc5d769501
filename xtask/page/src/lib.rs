//! The page's module: the door of `gradient-lab` and nothing else.
//!
//! A package of its own, because Cargo links with `lto` only where a cdylib is the one thing a library is built
//! as, and `gradient-lab` is a library for tests and examples too. It makes the download 9 kB smaller.

#[cfg(target_arch = "wasm32")]
pub use gradient_lab::web::*;

/// Rust's own allocator for wasm takes 3 kB more of the download. (Training allocates nothing, so its speed is no matter.)
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
