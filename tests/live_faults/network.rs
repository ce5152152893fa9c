//! Servers that go, stall, or are none.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use fklint_catalog::Engine;
use fklint_testkit::scratch::{Scratch, Session};

use crate::proxy::{After, Proxy};
use crate::{ALL, CANARY, Folder, SHOP, User, on_each, port, shop, url};

/// Without TLS every byte is the server's own; it comes first, so the others need not be cut as finely.
const PLAIN: [&str; 2] = ["?sslmode=disable", ""];

/// A user who may read the shop.
fn reader(scratch: &Scratch, server: &fklint_testkit::servers::Server) -> User {
    let rights = if server.engine() == Engine::Postgres {
        String::new()
    } else {
        format!("GRANT ALL ON {}.* TO {{}}", scratch.name())
    };
    let user = User::new(server, CANARY, scratch.name(), &rights);
    if server.engine() == Engine::Postgres {
        let grant = format!("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}", user.name);
        Session::open(&scratch.url())
            .and_then(|mut session| session.run(&grant))
            .expect("rights can be given");
    }
    user
}

#[test]
fn a_connection_that_is_cut_anywhere_is_told() {
    on_each("cuts", &ALL, |server| {
        let (scratch, folder) = (shop(server), Folder::new());
        let user = reader(&scratch, server);
        for (query, cuts) in PLAIN.into_iter().zip([24, 8]) {
            let at = |after| {
                let proxy = Proxy::new(port(server.url()), after);
                let rest = format!("{}{query}", scratch.name());
                let url = url(server.engine(), &user.name, &proxy.address.to_string(), &rest);
                (folder.check(&[&url, "--data"]), proxy)
            };
            let (whole, proxy) = at(After::Never);
            whole.looked(2);
            let bytes = proxy.passed();
            assert!(bytes > 4000, "{bytes} bytes");
            for step in 0..cuts {
                // Login and settings are the first bytes of many.
                let cut = bytes * step * step / (cuts * cuts);
                let (told, _) = at(After::Cut(cut));
                told.fails(&["closed the connection"]);
                let known = ["cannot be reached", "the connection was lost"];
                assert!(known.iter().any(|word| told.err.contains(word)), "{told:?}");
                assert!(told.err.contains(&format!("/{}: ", scratch.name())), "{told:?}");
            }
        }
    });
}

#[test]
fn a_connection_that_stalls_anywhere_ends_in_time() {
    on_each("stalls", &ALL, |server| {
        let (scratch, folder) = (shop(server), Folder::new());
        let user = reader(&scratch, server);
        let database = scratch.name().to_owned();
        let run = |after| {
            let proxy = Proxy::new(port(server.url()), after);
            let rest = format!("{}?sslmode=disable", database);
            let url = url(server.engine(), &user.name, &proxy.address.to_string(), &rest);
            (folder.check(&[&url, "--data", "--timeout", "4", "--query-timeout", "1"]), proxy.passed())
        };
        let (whole, bytes) = run(After::Never);
        whole.looked(2);
        thread::scope(|scope| {
            let stalls = [0, 40, bytes / 8, bytes / 4, bytes / 2, bytes * 3 / 4];
            for stall in stalls {
                let run = &run;
                scope.spawn(move || {
                    let (told, _) = run(After::Stall(stall));
                    told.fails(&["no answer"]);
                    // A second for the answer and five of grace, and a machine that is busy.
                    assert!(told.took < Duration::from_secs(20), "{stall}: {told:?}");
                });
            }
        });
    });
}

/// Somebody who says this to whoever comes, and listens on.
fn stranger(says: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let _ = client.set_read_timeout(Some(Duration::from_millis(200)));
            let _ = client.write_all(says);
            while client.read(&mut [0; 512]).is_ok_and(|read| read > 0) {}
        }
    });
    address
}

#[test]
fn what_is_no_server_is_told() {
    let folder = Folder::new();
    let says: [&[u8]; 9] = [
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"220 smtp ready\r\n",
        b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
        &[0; 64],
        &[0xff; 64],
        b"S",
        b"N",
        b"E\0\0\0\x05\0",
        b"J\0\0\0\x0a8.0.1\0",
    ];
    for says in says {
        let address = stranger(says).to_string();
        for engine in ALL {
            for query in PLAIN {
                let told =
                    folder.check(&[&url(engine, "u", &address, &format!("x{query}")), "--timeout", "3"]);
                told.fails(&[&address, "check host and port"]);
                let known = ["cannot be reached: ", "no secure connection: "];
                assert!(known.iter().any(|word| told.err.contains(word)), "{told:?}");
            }
        }
    }
}

#[test]
fn what_does_not_answer_is_told() {
    let folder = Folder::new();
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let silent = silent.local_addr().map(|address| (silent, address)).expect("it has an address");
    let closed =
        TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("an address");
    for engine in ALL {
        let told = folder.check(&[&url(engine, "u", &silent.1.to_string(), "x"), "--timeout", "0.3"]);
        told.fails(&["cannot be reached: ", "no answer within 0.3 s: check host and port"]);
        let told = folder.check(&[&url(engine, "u", &closed.to_string(), "x")]);
        told.fails(&["cannot be reached: ", "refused", "check host and port"]);
        let told = folder.check(&[&url(engine, "u", "no-such-host.invalid", "x"), "--timeout", "30"]);
        told.fails(&["no-such-host.invalid/x: cannot be reached: ", "check host and port"]);
    }
}

#[test]
fn one_engine_is_not_taken_for_the_other() {
    on_each("engines of one another", &ALL, |server| {
        let folder = Folder::new();
        let other = if server.engine() == Engine::Postgres { Engine::Mysql } else { Engine::Postgres };
        let url = url(other, "u", crate::address(server.url()), "x");
        folder.check(&[&url, "--timeout", "2"]).fails(&["cannot be reached", "check host and port"]);
    });
}

#[test]
fn tables_that_come_and_go_are_read_or_told() {
    on_each("tables that come and go", &ALL, |server| {
        let (scratch, folder) = (shop(server), Folder::new());
        let database = &scratch.url();
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let mut session = Session::open(database).expect("the server answers");
                while !over.load(Ordering::Relaxed) {
                    let comes = SHOP.replace(" p ", " p2 ").replace(" c ", " c2 ").replace("c_p", "c_p2");
                    for statement in comes.split(';').chain(["DROP TABLE c2", "DROP TABLE p2"]) {
                        // Whoever reads may hold a lock.
                        let _ = session.run(statement);
                    }
                }
            });
            for _ in 0..12 {
                let told = folder.check(&[database, "--data"]);
                if told.code < 2 {
                    let tables = told.json()["summary"]["tables"].as_u64().expect("a number");
                    assert!((2..=4).contains(&tables), "{told:?}");
                } else {
                    // Its rows were asked after it went.
                    told.fails(&["not answered: "]);
                }
            }
            over.store(true, Ordering::Relaxed);
        });
    });
}
