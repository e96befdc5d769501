//! `f32` and `f64` as [`Real`] numbers.

use super::lanes::{Four, Two};
use super::{Lanes, Numbers, Real};

macro_rules! real {
    (
        $type:ty, $lanes:ident, $variant:ident, $name:literal, $root:ident, $exp:expr, $tanh:expr,
        $($method:ident = $function:ident),+
    ) => {
        impl Real for $type {
            type Lanes = $lanes;
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            const NAME: &'static str = $name;
            const SQUARES_FIT: bool = size_of::<$type>() < size_of::<f64>();
            #[inline(always)]
            fn from_f64(value: f64) -> Self { value as $type }
            #[inline(always)]
            fn to_f64(self) -> f64 { self as f64 }
            fn canonical_bits(self) -> u64 {
                if self.is_nan() { u64::MAX } else { self.to_bits() as u64 }
            }
            #[inline(always)]
            fn is_nan(self) -> bool {
                <$type>::is_nan(self)
            }
            #[inline(always)]
            fn is_finite(self) -> bool { <$type>::is_finite(self) }
            $(#[inline] fn $method(self) -> Self { libm::$function(self) })+
            #[inline]
            fn sqrt(self) -> Self { rounded::$root(self) }
            fn numbers(values: &[Self]) -> Numbers<'_> { Numbers::$variant(values) }
            fn exp(self) -> Self { $exp(self) }
            fn tanh(self) -> Self { $tanh(self) }
        }
    };
}

/// Functions that every processor rounds correctly, so `libm` and an instruction give the same bits. WebAssembly has an
/// instruction for each.
mod rounded {
    #[cfg(all(feature = "plot", not(target_arch = "wasm32")))]
    pub use libm::ceil;
    #[cfg(not(all(feature = "plot", target_arch = "wasm32")))]
    pub use libm::{floor, sqrt, sqrtf};

    /// Defines a function that is one instruction.
    #[cfg(all(feature = "plot", target_arch = "wasm32"))]
    macro_rules! instruction {
        ($($name:ident: $real:ty = $call:ident;)+) => {$(
            pub fn $name(x: $real) -> $real {
                x.$call()
            }
        )+};
    }
    #[cfg(all(feature = "plot", target_arch = "wasm32"))]
    instruction! {
        ceil: f64 = ceil;
        floor: f64 = floor;
        sqrt: f64 = sqrt;
        sqrtf: f32 = sqrt;
    }
}
#[cfg(feature = "plot")]
pub use rounded::ceil;
pub use rounded::{floor, sqrt};

real!(
    f32,
    Four,
    F32,
    "f32",
    sqrtf,
    |x| Four::splat(x).exp().first(),
    |x| Four::splat(x).tanh_and_slope().0.first(),
    abs = fabsf,
    exp_m1 = expm1f,
    ln = logf,
    ln_1p = log1pf
);
real!(f64, Two, F64, "f64", sqrt, libm::exp, libm::tanh, abs = fabs, exp_m1 = expm1, ln = log, ln_1p = log1p);
