//! Transfers from card to card: conversion, 3-D Secure, skipped cards, money that comes back.

use std::time::Duration;

use freedompay::card_data::Expiry;
use freedompay::gateway::transfer::{
    CompleteTransfer, SKIP_TOKEN, Transfer, TransferRates, TransferStatus, TransferToCard,
};
use freedompay::{Amount, Client, Gateway, Secret};
use freedompay_sandbox::Sandbox;

use crate::{code, gateway};

const SENDER: &str = "4400444400004440";
const ASKED: &str = "4916307416334310";
const RECIPIENT: &str = "4671593866478252";

fn plain(order: &str, to: &str) -> TransferToCard {
    TransferToCard::new(order, Amount::from(1000), "KZT", to, "Transfer")
}

fn from_card(order: &str, card: &str) -> TransferToCard {
    let expiry: Expiry = "12/30".parse().unwrap();
    plain(order, "USD")
        .card_pan(card.parse().unwrap())
        .card_cvc("123".parse().unwrap())
        .card_year(expiry.year())
        .card_month(expiry.month())
        .card_name("John Doe".parse().unwrap())
        .user_id("77")
}

fn between(order: &str, card: &str, recipient: &str) -> TransferToCard {
    from_card(order, card).card_recipient(recipient.parse().unwrap())
}

async fn status(client: &Client<Gateway>, order: &str) -> Transfer {
    TransferStatus::new().order_id(order).send(client).await.unwrap().into_inner()
}

fn word(transfer: &Transfer) -> &str {
    transfer.payment_status.as_ref().unwrap().as_str()
}

#[tokio::test]
async fn the_amount_is_converted_and_cards_are_saved() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    let done = between("1", SENDER, RECIPIENT).save_sender_card("1").save_recipient_card("1");
    let done = done.send(&client).await.unwrap();
    assert_eq!(word(&done), "success");
    let usd: Amount = "2.5".parse().unwrap();
    assert_eq!((done.payment_amount, done.payout_amount), (Some(Amount::from(1000)), Some(usd)));
    let rates = TransferRates::new().currency_from("KZT").currency_to("USD").send(&client).await.unwrap();
    assert_eq!(rates.rate.len(), 1);
    assert_eq!(TransferRates::new().send(&client).await.unwrap().rate.len(), 6);

    // The saved cards can be used.
    let again = plain("2", "KZT")
        .card_token(done.card_token.clone().unwrap())
        .card_recipient_token(done.card_recipient_token.clone().unwrap());
    assert_eq!(word(&again.send(&client).await.unwrap()), "success");
    assert_eq!(status(&client, "2").await.payout_amount, Some(Amount::from(1000)));
}

#[tokio::test]
async fn the_sender_confirms_on_the_page_of_the_bank() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    for (order, is_right) in [("1", true), ("2", false)] {
        let asking = between(order, ASKED, RECIPIENT).send(&client).await.unwrap();
        assert_eq!((asking.status.as_ref().unwrap().as_str(), word(&asking)), ("pending", "process"));
        assert_eq!(word(&status(&client, order).await), "process");
        sandbox.answer_challenge(asking.three_ds_acs_url.as_ref().unwrap(), is_right).unwrap();
        let outcome = CompleteTransfer::new(asking.payment_id.unwrap()).send(&client).await;
        if is_right {
            assert_eq!(word(&outcome.unwrap()), "success");
            assert_eq!(code(CompleteTransfer::new(asking.payment_id.unwrap()).send(&client).await), "120");
        } else {
            assert_eq!(code(outcome), "10004");
        }
    }
    assert_eq!((word(&status(&client, "1").await), word(&status(&client, "2").await)), ("success", "error"));
    assert!(sandbox.answer_challenge("http://127.0.0.1/acs?md=none", true).is_err());
    // Completed before the payer has confirmed.
    let early = between("3", ASKED, RECIPIENT).send(&client).await.unwrap();
    assert_eq!(code(CompleteTransfer::new(early.payment_id.unwrap()).send(&client).await), "10004");
}

#[tokio::test]
async fn either_card_can_be_skipped_but_not_both() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    let skip = || Secret::new(SKIP_TOKEN);
    let to_nobody = from_card("1", SENDER).card_recipient_token(skip()).send(&client).await.unwrap();
    assert_eq!((word(&to_nobody), to_nobody.card_recipient_mask.as_ref()), ("success", None));
    let credit = plain("2", "KZT").card_token(skip()).card_recipient(RECIPIENT.parse().unwrap());
    assert_eq!(code(credit.clone().send(&client).await), "9403");
    let credited = credit.card_recipient_name("Jane Doe").send(&client).await.unwrap();
    assert_eq!((word(&credited), credited.card_mask.as_ref()), ("success", None));
    let nothing = plain("3", "KZT").card_token(skip()).card_recipient_token(skip());
    assert_eq!(code(nothing.send(&client).await), "9403");
    assert_eq!(code(plain("4", "KZT").card_recipient(RECIPIENT.parse().unwrap()).send(&client).await), "9403");
    assert_eq!(code(from_card("5", SENDER).send(&client).await), "9403");
    let unknown = from_card("6", SENDER).card_recipient_token("none").send(&client).await;
    assert_eq!(code(unknown), "10032");
    assert_eq!(code(TransferStatus::new().order_id("6").send(&client).await), "11068");
}

#[tokio::test]
async fn a_transfer_fails_where_its_cards_do() {
    let sandbox = Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
    let client = gateway(&sandbox);
    assert_eq!(code(between("1", "5548398681700148", RECIPIENT).send(&client).await), "10009");
    assert_eq!(code(between("2", SENDER, "4556046085041740").send(&client).await), "10001");
    assert_eq!(word(&status(&client, "2").await), "error");
    let slow = between("3", SENDER, "4532676596620704").send(&client).await.unwrap();
    assert_eq!(word(&slow), "process");
    sandbox.advance(Duration::from_secs(60)).await;
    assert_eq!(word(&status(&client, "3").await), "error");
}
