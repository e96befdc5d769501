//! An allocator that counts a thread's allocations and what it holds.
// Each test program uses a part of it.
#![allow(dead_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// Bytes.
pub const MIB: f64 = 1_048_576.0;

/// The system's allocator, with how often this thread has called it, the bytes that it holds, and the most it held.
struct Counting;

thread_local! {
    static CALLS: Cell<u64> = const { Cell::new(0) };
    static HELD: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
    static LARGEST: Cell<usize> = const { Cell::new(usize::MAX) };
    static MOST: Cell<isize> = const { Cell::new(isize::MAX) };
}

/// Whether this thread may have a piece of memory of this size, and so much more than it holds.
fn may_have(piece: usize, more: isize) -> bool {
    let fits = LARGEST.try_with(|largest| piece <= largest.get()).unwrap_or(true);
    let held = HELD.try_with(Cell::get).unwrap_or(0);
    fits && MOST.try_with(|most| held.saturating_add(more) <= most.get()).unwrap_or(true)
}

/// An allocation.
fn allocated(bytes: isize) {
    CALLS.try_with(|calls| calls.set(calls.get() + 1)).unwrap_or(());
    count(bytes);
}

fn count(bytes: isize) {
    // A thread that is going down has no counter any more, and is not measured.
    let add = |held: &Cell<isize>| {
        held.set(held.get() + bytes);
        held.get()
    };
    if let Ok(held) = HELD.try_with(add) {
        PEAK.try_with(|peak| peak.set(peak.get().max(held))).unwrap_or(());
    }
}

// SAFETY: every call goes to the system's allocator unchanged, or is refused.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !may_have(layout.size(), layout.size() as isize) {
            return std::ptr::null_mut();
        }
        allocated(layout.size() as isize);
        unsafe { System.alloc(layout) }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !may_have(0, layout.size() as isize) {
            return std::ptr::null_mut();
        }
        allocated(layout.size() as isize);
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        unsafe { System.dealloc(pointer, layout) }
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let more = size as isize - layout.size() as isize;
        if !may_have(0, more) {
            return std::ptr::null_mut();
        }
        allocated(more);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Allocations of this thread during `work`.
pub fn allocations(work: impl FnOnce()) -> u64 {
    let before = CALLS.get();
    work();
    CALLS.get() - before
}

/// Bytes that this thread holds. Below 0 where it has freed what another thread had allocated.
pub fn held() -> isize {
    HELD.get()
}

/// Bytes that this thread holds above `before`.
pub fn since(before: isize) -> usize {
    (HELD.get() - before) as usize
}

/// Does some work on a device that has no piece of memory larger than `largest` bytes.
pub fn with_pieces<T>(largest: usize, work: impl FnOnce() -> T) -> T {
    LARGEST.set(largest);
    let result = work();
    LARGEST.set(usize::MAX);
    result
}

/// Does some work on a device that has so many bytes left.
pub fn with_memory<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    MOST.set(HELD.get() + bytes as isize);
    let result = work();
    MOST.set(isize::MAX);
    result
}

/// Does some work; returns its result, and the most bytes above `before` that this thread held meanwhile.
pub fn peak_since<T>(before: isize, work: impl FnOnce() -> T) -> (T, usize) {
    PEAK.set(HELD.get());
    let result = work();
    (result, (PEAK.get() - before) as usize)
}
