//! Fenced blocks of OpenAPI in a page of Markdown.

/// Finds every such block, with the number of lines before it.
pub(crate) fn blocks(page: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(Fence<'_>, usize, String)> = None;
    for (at, line) in page.lines().enumerate() {
        match &mut open {
            None => open = fence(line).map(|fence| (fence, at + 1, String::new())),
            Some((fence, first, text)) => {
                if fence.is_closed_by(line) {
                    found.push((*first, std::mem::take(text)));
                    open = None;
                } else {
                    text.push_str(without(line, fence.indent));
                    text.push('\n');
                }
            }
        }
    }
    // An unclosed block ends with the page.
    found.extend(open.map(|(_, first, text)| (first, text)));
    found.retain(|(_, text)| is_openapi(text));
    found
}

struct Fence<'a> {
    indent: usize,
    marks: &'a str,
}

impl Fence<'_> {
    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.marks.len()
            && self.marks.starts_with(line.get(..1).unwrap_or("\n"))
            && line.chars().all(|c| self.marks.starts_with(c))
    }
}

/// Parses the opening line of a fenced block.
fn fence(line: &str) -> Option<Fence<'_>> {
    let text = line.trim_start_matches(' ');
    let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let end = text.find(|c| c != mark).unwrap_or(text.len());
    (end >= 3).then(|| Fence { indent: line.len() - text.len(), marks: &text[..end] })
}

/// Removes the indentation of the block from one of its lines.
fn without(line: &str, indent: usize) -> &str {
    let spaces = line.bytes().take(indent).take_while(|byte| *byte == b' ').count();
    line.get(spaces..).unwrap_or(line)
}

fn is_openapi(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start().trim_start_matches(['{', '"', '\'', ' ']);
        line.strip_prefix("openapi").is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
    })
}
