//! A disk that is full.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fklint_catalog::Engine;
use fklint_testkit::servers::Private;

use crate::shop::{Shop, missing};
use crate::{Count, private};

/// A small disk of its own, which goes with the test.
struct Disk(PathBuf);

impl Disk {
    /// Puts it where `at` is, for the owner of the server's files; `None` where this process may not.
    fn new(at: &Path, private: &Private) -> Option<Self> {
        std::fs::create_dir_all(at).expect("the server's files can be written");
        let files = std::fs::metadata(private.directory()).expect("it is there");
        let (user, group) =
            (std::os::unix::fs::MetadataExt::uid(&files), std::os::unix::fs::MetadataExt::gid(&files));
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size=64m,mode=700,uid={user},gid={group}"), "tmpfs"]);
        let mounted = mount.arg(at).stderr(Stdio::null()).stdin(Stdio::null()).status();
        mounted.is_ok_and(|status| status.success()).then(|| Self(at.to_owned()))
    }

    /// A file that leaves this many bytes free.
    fn fill(&self, free: u64) -> PathBuf {
        let told = Command::new("df").args(["--output=avail", "-B1"]).arg(&self.0).output().expect("it runs");
        let text = String::from_utf8_lossy(&told.stdout).into_owned();
        let there: u64 =
            text.lines().nth(1).and_then(|line| line.trim().parse().ok()).expect("it is a number");
        let file = self.0.join("fill");
        let bytes = usize::try_from(there.saturating_sub(free)).expect("it is small");
        std::fs::write(&file, vec![0; bytes]).expect("it has room");
        file
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_stops_a_move_and_is_gone_on_with_on_postgres() {
    let Some(private) = private("a full disk", Engine::Postgres) else { return };
    let at = private.directory().join("small");
    let Some(disk) = Disk::new(&at, &private) else {
        println!("SKIPPED: a full disk on postgres: this user may not mount one");
        return;
    };
    let shop = Shop::new(private.server());
    // The index is made in there; the log and the rest have room.
    shop.run(&format!("CREATE TABLESPACE small LOCATION '{}'", at.display()));
    shop.run(&format!("ALTER DATABASE {} SET default_tablespace = small", shop.name()));
    shop.run("INSERT INTO invoice SELECT n, 1 + n % 3 FROM generate_series(100, 200000) n");
    is_stopped(&private, &shop, &disk, 200_000, &["53100", "make room"]);
    shop.run(&format!("ALTER DATABASE {} RESET default_tablespace", shop.name()));
    drop(shop);
}

#[test]
fn a_full_disk_stops_a_move_and_is_gone_on_with_on_mariadb() {
    let Some(private) = private("a full disk", Engine::Mariadb) else { return };
    let shop = Shop::empty(private.server());
    // The files of the database are in a folder of its own.
    let at = private.directory().join("data").join(shop.name());
    let Some(disk) = Disk::new(&at, &private) else {
        println!("SKIPPED: a full disk on mariadb: this user may not mount one");
        return;
    };
    shop.fill();
    shop.run("INSERT INTO topic SELECT seq, 1 + seq % 2, REPEAT('y', 100) FROM seq_3_to_50000; FLUSH TABLES");
    is_stopped(&private, &shop, &disk, 2_000_000, &["make room"]);
}

#[test]
fn a_journal_that_cannot_be_written_stops_the_work() {
    let Some(private) = private("a full disk", Engine::Postgres) else { return };
    let shop = Shop::new(private.server());
    let Some(disk) = Disk::new(&shop.path(""), &private) else {
        println!("SKIPPED: a journal on a full disk: this user may not mount one");
        return;
    };
    let mut count = Count::default();
    let (rows, old, url) = (shop.rows(), shop.schema(), shop.url());
    // Before and after a move, and in the end.
    for step in [2, 4, 7, 9, 16, 30] {
        for free in [0, 3_000] {
            let journal = format!("{step}-{free}.jsonl");
            let run = shop.paused(step, &shop.apply(&url, &journal));
            assert!(run.waits);
            let fill = disk.fill(free);
            let told = run.told();
            std::fs::remove_file(fill).expect("it is there");
            // What has room in the last block is written all the same.
            if told.code != Some(0) {
                told.refused(&["the journal", "no space left on device"]);
            }
            count.case(missing(&rows, &shop.rows()));
            shop.resumed(&journal).is_done(&journal);
            shop.undone(&journal).is_done(&journal);
            assert_eq!((shop.rows(), shop.schema()), (rows.clone(), old.clone()), "{journal}");
        }
    }
    count.told("disk of the journal full", private.server());
}

fn is_stopped(private: &Private, shop: &Shop, disk: &Disk, free: u64, words: &[&str]) {
    let mut count = Count::default();
    let (sums, old) = (shop.sums(), shop.schema());
    let fill = disk.fill(free);
    let told = shop.applied("j.jsonl");
    told.stopped(words);
    assert_eq!(shop.sums(), sums);
    count.case(0);
    std::fs::remove_file(fill).expect("it is there");
    shop.resumed("j.jsonl").is_done("resume");
    assert_eq!(shop.sums(), sums);
    shop.undone("j.jsonl").is_done("undo");
    assert_eq!((shop.sums(), shop.schema()), (sums, old));
    count.told("disk full", private.server());
}
