//! Tests a real server on a free port over a real socket.

use super::*;
use std::fs;

/// A folder with a page, a module in a subfolder, and a secret beside it that must not be served.
fn address_of_a_small_site(name: &str) -> String {
    let outside = crate::manifest::target_dir().join("xtask-serve-tests").join(name);
    let folder = outside.join("www");
    fs::create_dir_all(folder.join("pkg")).unwrap();
    fs::write(outside.join("secret.txt"), "secret").unwrap();
    fs::write(folder.join("index.html"), "<p>page</p>").unwrap();
    fs::write(folder.join("pkg/lab.wasm"), b"\0asm").unwrap();
    fs::write(folder.join("pkg/lab.js"), "export {}").unwrap();
    start(Site { folder, csp: "default-src 'none'".into() }).unwrap()
}

fn ask(address: &str, method: &str, path: &str) -> String {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn every_file_comes_with_its_type_and_the_policy() {
    let address = address_of_a_small_site("types");
    let expected = [
        ("/", "text/html; charset=utf-8"),
        ("/?embed=1", "text/html; charset=utf-8"),
        ("/index.html#step=3", "text/html; charset=utf-8"),
        ("/pkg/lab.wasm", "application/wasm"),
        ("/pkg/l%61b.js", "text/javascript; charset=utf-8"),
    ];
    for (path, mime) in expected {
        let answer = ask(&address, "GET", path);
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        for header in [
            &format!("Content-Type: {mime}"),
            "Content-Security-Policy: default-src 'none'",
            "X-Content-Type-Options: nosniff",
            "Cache-Control: no-store",
        ] {
            assert!(answer.contains(header), "{path} lacks {header}: {answer}");
        }
    }
}

#[test]
fn head_answers_without_a_body() {
    let answer = ask(&address_of_a_small_site("head"), "HEAD", "/");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("Content-Length: 11"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let address = address_of_a_small_site("outside");
    for path in [
        "/../secret.txt",
        "/pkg/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/pkg",
        "/no",
        "/%",
    ] {
        let answer = ask(&address, "GET", path);
        assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("secret"), "{path}: {answer}");
    }
}

#[test]
fn other_methods_are_refused() {
    let answer = ask(&address_of_a_small_site("methods"), "POST", "/");
    assert!(answer.starts_with("HTTP/1.1 405"), "{answer}");
}

#[test]
fn many_connections_at_once_and_silent_ones_hold_nobody_up() {
    let address = address_of_a_small_site("many");
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let _silent: Vec<_> = (0..50).map(|_| TcpStream::connect(host).unwrap()).collect();
    let started = std::time::Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..50 {
            scope.spawn(|| assert!(ask(&address, "GET", "/").ends_with("<p>page</p>")));
        }
    });
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn a_taken_port_gives_way_to_the_next_free_one() {
    let (_first, address) = open(0).unwrap();
    let taken: u16 = address.trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    let (_second, next) = open(taken).unwrap();
    assert_ne!(address, next);
}
