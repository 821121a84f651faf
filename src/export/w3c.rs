//! Quotes as W3C Web Annotations: exact words with what stands before and after, so that they are
//! found again when the article has changed (<https://www.w3.org/TR/annotation-model/>).

use serde_json::{Value, json};

use super::{Quoted, attribution};

/// One annotation a quote.
pub fn annotations(quotes: &[Quoted]) -> Vec<Value> {
    quotes.iter().map(annotation).collect()
}

fn annotation(quote: &Quoted) -> Value {
    let source = &quote.article;
    let place = source
        .url
        .clone()
        .unwrap_or_else(|| format!("urn:sha256:{}", source.sha256));
    let mut value = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [{ "type": "TextualBody", "value": attribution(quote), "format": "text/plain" }],
        "target": {
            "source": { "id": place, "sha256": source.sha256 },
            "selector": [
                { "type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix },
                { "type": "TextPositionSelector", "start": quote.start, "end": quote.end },
            ],
        },
    });
    if let Some(retrieved) = &source.retrieved {
        value["target"]["state"] = json!({ "type": "TimeState", "sourceDate": retrieved });
    }
    value
}
