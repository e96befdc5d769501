//! Circles in a graph of files: groups of files each of which leads back to itself through the others.

use super::imports::Imports;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

type Graph<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// One circle per line group: how many files it holds, the shortest way round, and every import inside it.
pub fn circles(imports: &Imports) -> Vec<String> {
    let mut graph = Graph::new();
    for (from, to) in imports.edges.keys() {
        graph.entry(from).or_default().insert(to);
        graph.entry(to).or_default();
    }
    groups(&graph).iter().map(|group| describe(group, &graph, imports)).collect()
}

/// The files that `start` leads to, over one import or more.
fn reached<'a>(graph: &Graph<'a>, start: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&str> = graph[start].iter().copied().collect();
    while let Some(file) = waiting.pop() {
        if found.insert(file) {
            waiting.extend(&graph[file]);
        }
    }
    found
}

/// Groups of two or more files that all lead to each other.
fn groups<'a>(graph: &Graph<'a>) -> Vec<BTreeSet<&'a str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> = graph.keys().map(|file| (*file, reached(graph, file))).collect();
    let group = |file: &'a str| -> BTreeSet<&'a str> {
        graph.keys().copied().filter(|other| reach[file].contains(other) && reach[other].contains(file)).collect()
    };
    // A set: each group is found once from each of its files.
    let all: BTreeSet<BTreeSet<&str>> = graph.keys().map(|file| group(file)).collect();
    all.into_iter().filter(|group| group.len() > 1).collect()
}

/// The shortest way from any file of the group back to it.
fn shortest<'a>(group: &BTreeSet<&'a str>, graph: &Graph<'a>) -> Vec<&'a str> {
    let ways = group.iter().filter_map(|start| {
        let mut waiting = VecDeque::from([vec![*start]]);
        let mut seen = BTreeSet::new();
        while let Some(way) = waiting.pop_front() {
            for next in &graph[way[way.len() - 1]] {
                let longer = [way.as_slice(), &[*next]].concat();
                if next == start {
                    return Some(longer);
                }
                if group.contains(next) && seen.insert(*next) {
                    waiting.push_back(longer);
                }
            }
        }
        None
    });
    ways.min_by_key(Vec::len).unwrap_or_default()
}

fn describe<'a>(group: &BTreeSet<&'a str>, graph: &Graph<'a>, imports: &Imports) -> String {
    let mut text = format!("circle of {} files: {}", group.len(), shortest(group, graph).join(" -> "));
    for ((from, to), names) in &imports.edges {
        if group.contains(from.as_str()) && group.contains(to.as_str()) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            text += &format!("\n    {from} -> {to}  ({})", names.join(", "));
        }
    }
    text
}
