//! Mean-field fixed points and the textbook variances of initialisers.

use super::case::{Case, Tolerance, Verdict, scalar};
use gradient_lab::spec::{Activation, Init, MeanField};

pub fn theory(case: &Case) -> Verdict {
    match case.word("kind")? {
        "mean_field" => mean_field(case),
        "init_variance" => init_variance(case),
        other => Err(format!("there is no kind {other}")),
    }
}

fn mean_field(case: &Case) -> Verdict {
    case.understand(&["kind", "activation", "sigma_w2", "sigma_b2"])?;
    let field = MeanField::of(case.activation()?, case.number("sigma_w2")?, case.number("sigma_b2")?);
    let tolerance = Tolerance { relative: 1e-6, absolute: 1e-6 };
    // ξ has a pole at χ = 1: its reciprocal |ln χ| is what can be compared there.
    let figures = [
        ("q_star", field.q, false),
        ("chi", field.chi, false),
        ("grad_factor_per_layer", field.factor(), false),
        ("depth_scale_xi_grad", field.depth_scale(), true),
    ];
    for (name, got, inverse) in figures {
        let want = case.scalar("expected", name)?;
        let (got, want) = if inverse { (1.0 / got, 1.0 / want) } else { (got, want) };
        tolerance.compare(name, &[got], &[want])?;
    }
    Ok(())
}

fn init_variance(case: &Case) -> Verdict {
    case.understand(&["kind", "fan_in", "fan_out"])?;
    let (n_in, n_out) = (case.number("fan_in")? as usize, case.number("fan_out")? as usize);
    let std = |init: Init, activation| init.std(n_in, n_out, activation, 1.0);
    let bound = |init: Init| std(init, Activation::Tanh) * 3f64.sqrt();
    for (name, want) in case.expected() {
        let got = match name.as_str() {
            "standard_uniform_bound_1_over_sqrt_n" => bound(Init::StdUniform),
            "standard_uniform_var" => std(Init::StdUniform, Activation::Tanh).powi(2),
            "lecun_normal_std" => std(Init::LecunNormal, Activation::Tanh),
            "xavier_normal_std" => std(Init::XavierNormal, Activation::Tanh),
            "xavier_uniform_bound" => bound(Init::XavierUniform),
            "he_normal_std" => std(Init::HeNormal, Activation::Relu),
            "he_uniform_bound" => bound(Init::HeUniform),
            "he_leaky_0.01_normal_std" => std(Init::HeNormal, Activation::LeakyRelu),
            "kumar_sigmoid_std" => std(Init::Kumar, Activation::Sigmoid),
            "kumar_tanh_std" => std(Init::Kumar, Activation::Tanh),
            "kumar_relu_std" => std(Init::Kumar, Activation::Relu),
            other => return Err(format!("expected.{other} is not understood")),
        };
        let want = scalar(want).ok_or(format!("expected.{name} should be a number"))?;
        Tolerance { relative: 1e-6, absolute: 0.0 }.compare(name, &[got], &[want])?;
    }
    Ok(())
}
