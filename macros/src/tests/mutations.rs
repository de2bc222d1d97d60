//! Half-typed and mistyped declarations, by the thousand: a macro expands each to code or to errors.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

use super::shapes::{SHAPES, Shape};

/// Xorshift: the same declarations on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn token(&mut self) -> TokenTree {
        const WORDS: [&str; 14] = [
            "uri", "method", "path", "secret", "Option", "Vec", "f64", "struct", "enum", "pub", "Unknown", "new",
            "pg_sig", "token",
        ];
        const TEXTS: [&str; 8] = ["", "/v5/partner/{x}", "{", "GET", "pg_", "[", "X-Request-Id", "ю"];
        match self.below(6) {
            0 | 1 => TokenTree::Ident(Ident::new(WORDS[self.below(WORDS.len())], Span::call_site())),
            2 => TokenTree::Literal(Literal::string(TEXTS[self.below(TEXTS.len())])),
            3 => TokenTree::Literal(Literal::u64_unsuffixed(self.0)),
            4 => {
                let c = [',', '=', '<', '>', ':', '-', '#', '.', '\''][self.below(9)];
                TokenTree::Punct(Punct::new(c, Spacing::Alone))
            }
            _ => {
                let delimiter = [Delimiter::Brace, Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::None];
                TokenTree::Group(Group::new(delimiter[self.below(4)], TokenStream::new()))
            }
        }
    }

    /// Deletes, duplicates, swaps, replaces or adds a token, here or inside a group.
    fn mutate(&mut self, tokens: TokenStream) -> TokenStream {
        let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let at = self.below(tokens.len());
        if let Some(TokenTree::Group(group)) = tokens.get(at)
            && self.below(4) > 0
        {
            let mut inner = Group::new(group.delimiter(), self.mutate(group.stream()));
            inner.set_span(group.span());
            tokens[at] = TokenTree::Group(inner);
            return tokens.into_iter().collect();
        }
        match self.below(5) {
            _ if tokens.is_empty() => tokens.push(self.token()),
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[at].clone()),
            2 => {
                let other = self.below(tokens.len());
                tokens.swap(at, other);
            }
            3 => tokens[at] = self.token(),
            _ => tokens.insert(at, self.token()),
        }
        tokens.into_iter().collect()
    }
}

#[test]
fn no_declaration_makes_a_macro_panic() {
    let mut random = Random(0x5eed_f4ee_d0d0_9a17);
    let mut refused = 0_usize;
    for round in 0..800 {
        for Shape { name, expand, args, item } in SHAPES {
            let (mut args, mut item): (TokenStream, TokenStream) = (args.parse().unwrap(), item.parse().unwrap());
            for _ in 0..=random.below(3) {
                if random.below(2) == 0 {
                    args = random.mutate(args);
                } else {
                    item = random.mutate(item);
                }
            }
            // Each macro gets the shapes of the others, too.
            let expand = if random.below(8) == 0 { SHAPES[random.below(SHAPES.len())].expand } else { expand };
            let expansion = expand(args.clone(), item.clone());
            let is_refused = expansion.to_string().contains("compile_error");
            refused += usize::from(is_refused);
            assert!(
                is_refused || syn::parse2::<syn::File>(expansion).is_ok(),
                "round {round}, {name}: neither code nor an error for\n({args})\n{item}"
            );
        }
    }
    assert!(refused > 1500, "mutations are mostly errors: {refused}");
}
