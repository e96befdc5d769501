//! Makes the README's picture: how much gradient reaches each layer of two networks, measured.
//!
//! ```text
//! cargo run --release --example picture > docs/gradient.svg
//! ```

use gradient_lab::chart::{Role, Theme, svg};
use gradient_lab::figure::gradient_chart;
use gradient_lab::probe::Frame;
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, SpecError};

fn main() -> Result<(), SpecError> {
    let vanished = trained("", 240)?;
    let healthy = trained("activation=relu&init=he_normal", 240)?;
    let lines: [(&str, Role, &Frame); 2] =
        [("ReLU + He", Role::Signal, &healthy.frame()), ("sigmoid + Xavier", Role::Gradient, &vanished.frame())];
    print!("{}", svg(&gradient_chart(&lines), 640, 300, &Theme::light()));
    Ok(())
}

fn trained(text: &str, steps: u32) -> Result<Session<f32>, SpecError> {
    let mut session = Session::new(&Link::parse(text).spec)?;
    session.run(steps);
    Ok(session)
}
