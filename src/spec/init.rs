//! Initializers: the distributions of the initial weights.

use super::Activation;
use super::choice::choices;
use crate::num::{Random, orthogonalize};

choices! {
    /// Distribution of one initial weight, before the gain. n_in and n_out are the layer's fan-in and fan-out.
    Init {
        Zeros "zeros" "zeros" "every weight is 0: all units stay equal",
        Constant "constant" "constant s" "every weight is s",
        Normal "normal" "normal(s)" "N(0, s²), independent of the layer's size",
        Uniform "uniform" "uniform(s)" "U(−s, s), independent of the layer's size",
        StdUniform "std_uniform" "uniform 1/√n (old standard)"
            "U(±1/√n_in), variance 1/(3·n_in): the usual choice before 2010",
        LecunNormal "lecun_normal" "LeCun" "N(0, 1/n_in): keeps the signal's variance in a linear layer (LeCun 1998)",
        XavierNormal "xavier_normal" "Xavier" "N(0, 2/(n_in+n_out)): Glorot & Bengio 2010, made for tanh",
        XavierUniform "xavier_uniform" "Xavier uniform" "U(±√(6/(n_in+n_out))): the same variance, uniform",
        HeNormal "he_normal" "He" "N(0, 2/n_in): He et al. 2015 (rectifiers), made for ReLU",
        HeUniform "he_uniform" "He uniform" "U(±√(6/n_in)): the same variance, uniform",
        Kumar "kumar" "Kumar" "N(0, 1/(n_in·f′(0)²·(1+f(0)²))): for sigmoid 12.8/n_in (Kumar 2017)",
        Orthogonal "orthogonal" "orthogonal" "a random rotation: every singular value 1 (Saxe 2013)",
        Identity "identity" "identity"
            "1 on the diagonal, 0 elsewhere: the state is passed on unchanged (IRNN, Le 2015)",
    }
}

impl Init {
    /// Standard deviation of one entry before the gain; `scale` is s.
    ///
    /// He's formula is the one for rectifiers with a slope below 0, 2/((1+slope²)·n_in). Kumar's takes f(0) and f′(0)
    /// of the layer's own activation; if f has a kink at 0, He's formula replaces it.
    pub fn std(self, n_in: usize, n_out: usize, activation: Activation, scale: f64) -> f64 {
        let (n_in, n_out) = (n_in as f64, n_out as f64);
        crate::num::sqrt(match self {
            Init::Zeros | Init::Constant => 0.0,
            Init::Normal => scale * scale,
            Init::Uniform => scale * scale / 3.0,
            Init::StdUniform => 1.0 / (3.0 * n_in),
            // A matrix that is not square gets LeCun's weights instead of the identity.
            Init::LecunNormal | Init::Identity => 1.0 / n_in,
            Init::XavierNormal | Init::XavierUniform => 2.0 / (n_in + n_out),
            Init::HeNormal | Init::HeUniform => he_variance(n_in, activation),
            Init::Kumar => kumar_variance(n_in, activation),
            Init::Orthogonal => 1.0 / n_in.max(n_out),
        })
    }

    /// Fills `w` \[O×I\], row by row, times `gain`.
    pub fn fill(self, w: &mut [f64], n_in: usize, layer: InitLayer, random: &mut Random) {
        self.draw(w, n_in, layer, random);
        if self == Init::Orthogonal {
            let whole = 0..w.len();
            orthogonalize(w, &[whole], n_in, layer.gain);
        }
    }

    /// Like `fill`, but draws only the vectors from which [`orthogonalize`] makes an orthogonal matrix: that takes less
    /// time for several at once.
    pub fn draw(self, w: &mut [f64], n_in: usize, layer: InitLayer, random: &mut Random) {
        let n_out = w.len() / n_in;
        // A rectangular identity would drop or repeat inputs.
        let fitting = if self == Init::Identity && n_in != n_out { Init::LecunNormal } else { self };
        let std = layer.gain * fitting.std(n_in, n_out, layer.activation, layer.scale);
        match fitting {
            Init::Zeros => w.fill(0.0),
            Init::Constant => w.fill(layer.gain * layer.scale),
            Init::Orthogonal => w.fill_with(|| random.normal()),
            Init::Identity => {
                w.fill(0.0);
                w.iter_mut().step_by(n_in + 1).for_each(|entry| *entry = layer.gain);
            }
            Init::Uniform | Init::StdUniform | Init::XavierUniform | Init::HeUniform => {
                let bound = std * crate::num::sqrt(3.0);
                w.fill_with(|| random.uniform(-bound, bound));
            }
            _ => w.fill_with(|| std * random.normal()),
        }
    }
}

/// What an initializer needs to know about a layer besides its shape.
#[derive(Clone, Copy, Debug)]
pub struct InitLayer {
    /// The layer's f.
    pub activation: Activation,
    /// s of constant, normal, uniform.
    pub scale: f64,
    /// Factor on every weight.
    pub gain: f64,
}

fn he_variance(n_in: f64, activation: Activation) -> f64 {
    let slope = activation.negative_slope();
    2.0 / ((1.0 + slope * slope) * n_in)
}

fn kumar_variance(n_in: f64, activation: Activation) -> f64 {
    if activation.has_kink() {
        return he_variance(n_in, activation);
    }
    let (f, df) = (activation.f(0.0, 0.0), activation.df(0.0, 0.0));
    1.0 / (n_in * df * df * (1.0 + f * f))
}
