//! A link of several runs comes apart and together again, whatever the runs' own texts are.

use gradient_lab::spec::{join_runs, split_runs};

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).into()).collect()
}

#[test]
fn what_is_joined_is_split_into_the_same_texts() {
    let others = texts(&["activation=relu&init=he_normal", "", "layer_activation=relu,,tanh&live=5:0.5"]);
    let link = join_runs("width=8", 12, &others);
    assert_eq!(
        link,
        "width=8&step=12&vs=activation%3Drelu%26init%3Dhe_normal&vs=\
         &vs=layer_activation%3Drelu%2C%2Ctanh%26live%3D5%3A0.5"
    );
    assert_eq!(split_runs(&link), ("width=8&step=12".into(), others));
}

#[test]
fn one_run_at_its_start_is_its_own_text() {
    assert_eq!(join_runs("", 0, &[]), "");
    assert_eq!(join_runs("width=8", 0, &[]), "width=8");
    assert_eq!(split_runs("width=8"), ("width=8".into(), vec![]));
    assert_eq!(split_runs(r#"{"vs":"&vs=1"}"#), (r#"{"vs":"&vs=1"}"#.into(), vec![]));
}

#[test]
fn a_fourth_run_and_a_broken_escape_do_no_harm() {
    let (main, others) = split_runs("vs=a&vs=%E0%A4%A&step=2&vs=c&vs=d");
    assert_eq!(main, "step=2");
    assert_eq!(others, texts(&["a", "%E0%A4%A", "c"]));
}
