//! The three products, each with the fields that are its own.

use serde::{Serialize, Serializer};

use super::limits::Limit;
use crate::meta::{FieldMeta, TypeMeta};
use crate::{WireType, freedompay_enum, freedompay_model};

/// Product to connect to a merchant: exactly one of the products, with the fields of that product.
///
/// ```
/// use freedompay::partner::products::{EcomProduct, Product, ProductAddress, ProductId};
///
/// let address = ProductAddress::new("KAZ", "050000", "Almaty", "Zheltoksan", "115");
/// let product = EcomProduct::new("Shop", "5411", "SHOP", "KZT", address, "https://shop.example", "203.0.113.7");
/// assert_eq!(Product::from(product).id(), ProductId::Ecom);
/// ```
///
/// Source: <https://docs.freedompay.kz/dictionaries-856951m0>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Product {
    /// Freedom Pos: a softPOS application.
    Pos(PosProduct),
    /// Freedom Box.
    Box(BoxProduct),
    /// Freedom Ecom: payments on a site.
    Ecom(EcomProduct),
}

impl Product {
    /// Returns the number of the product.
    pub fn id(&self) -> ProductId {
        match self {
            Self::Pos(_) => ProductId::Pos,
            Self::Box(_) => ProductId::Box,
            Self::Ecom(_) => ProductId::Ecom,
        }
    }
}

impl From<PosProduct> for Product {
    fn from(product: PosProduct) -> Self {
        Self::Pos(product)
    }
}

impl From<BoxProduct> for Product {
    fn from(product: BoxProduct) -> Self {
        Self::Box(product)
    }
}

impl From<EcomProduct> for Product {
    fn from(product: EcomProduct) -> Self {
        Self::Ecom(product)
    }
}

/// On the wire the products are one object, and `product_id` says which.
#[derive(Serialize)]
struct Numbered<'a, T> {
    product_id: ProductId,
    #[serde(flatten)]
    product: &'a T,
}

impl Serialize for Product {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let product_id = self.id();
        match self {
            Self::Pos(product) => Numbered { product_id, product }.serialize(serializer),
            Self::Box(product) => Numbered { product_id, product }.serialize(serializer),
            Self::Ecom(product) => Numbered { product_id, product }.serialize(serializer),
        }
    }
}

/// The one table of all three: only the fields that each of them requires are required.
impl WireType for Product {
    const TYPE: &'static TypeMeta = &TypeMeta::Object(&[
        required("product_id", ProductId::TYPE, "Which product it is."),
        required("name", String::TYPE, "Name of the point of sale."),
        required("mcc", String::TYPE, "Merchant category code."),
        FieldMeta { max_len: Some(24), ..required("descriptor", String::TYPE, "Descriptor of the terminal.") },
        required("currency", String::TYPE, "Currency of the terminal."),
        required("address", ProductAddress::TYPE, "Where the terminal is used."),
        optional("user", Cashier::TYPE, "Pos, required there: the cashier."),
        optional(
            "package_name",
            String::TYPE,
            "Pos, required there: the application that takes the payments. Box: the package.",
        ),
        optional("merchant_url", String::TYPE, "Ecom, required there: the site."),
        optional("merchant_ip", String::TYPE, "Ecom, required there: the address that requests come from."),
        optional("limit", <Vec<Limit>>::TYPE, "Limits of the terminal."),
    ]);
}

const fn required(name: &'static str, ty: &'static TypeMeta, doc: &'static str) -> FieldMeta {
    FieldMeta { required: true, ..optional(name, ty, doc) }
}

const fn optional(name: &'static str, ty: &'static TypeMeta, doc: &'static str) -> FieldMeta {
    FieldMeta { name, rust: name, ty, doc, ..FieldMeta::DEFAULT }
}

/// Number of a product.
#[freedompay_enum(numeric)]
pub enum ProductId {
    /// Freedom Pos.
    #[freedompay(rename = "10001")]
    Pos,
    /// Freedom Box.
    #[freedompay(rename = "11001")]
    Box,
    /// Freedom Ecom.
    #[freedompay(rename = "20000")]
    Ecom,
}

/// Freedom Pos: a softPOS application and its cashier.
#[freedompay_model(request)]
pub struct PosProduct {
    /// Name of the point of sale.
    pub name: String,
    /// Merchant category code (MCC).
    pub mcc: String,
    /// Descriptor of the terminal, in Latin letters.
    #[freedompay(max_len = 24)]
    pub descriptor: String,
    /// Currency of the terminal.
    pub currency: String,
    /// Place where the terminal is used.
    pub address: ProductAddress,
    /// The cashier.
    pub user: Cashier,
    /// Name of the softPOS application.
    pub package_name: String,
    /// Limits of the terminal: values named `Pos…` and the two of refunds.
    ///
    /// The dictionary lists limits for this product, but its table of the product has no such field.
    pub limit: Option<Vec<Limit>>,
}

/// Freedom Box.
#[freedompay_model(request)]
pub struct BoxProduct {
    /// Name of the point of sale.
    pub name: String,
    /// Merchant category code (MCC).
    pub mcc: String,
    /// Descriptor of the terminal, in Latin letters.
    #[freedompay(max_len = 24)]
    pub descriptor: String,
    /// Currency of the terminal.
    pub currency: String,
    /// Place where the terminal is used.
    pub address: ProductAddress,
    /// Package.
    pub package_name: Option<BoxPackage>,
    /// Limits of the terminal: values named `Box…` and the two of refunds.
    pub limit: Option<Vec<Limit>>,
}

/// Freedom Ecom: payments on a site.
#[freedompay_model(request)]
pub struct EcomProduct {
    /// Name of the point of sale.
    pub name: String,
    /// Merchant category code (MCC).
    pub mcc: String,
    /// Descriptor of the terminal, in Latin letters.
    #[freedompay(max_len = 24)]
    pub descriptor: String,
    /// Currency of the terminal.
    pub currency: String,
    /// Place where the terminal is used.
    pub address: ProductAddress,
    /// Site on which the terminal is used.
    pub merchant_url: String,
    /// Address that the site's requests come from.
    pub merchant_ip: String,
    /// Limits of the terminal: values named `Ecom…` and [`DailyRefunds`](super::DailyRefunds).
    pub limit: Option<Vec<Limit>>,
}

/// Place where a terminal is used.
#[freedompay_model(request)]
pub struct ProductAddress {
    /// Country, ISO 3166-1 alpha-3.
    pub country: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub address_line1: String,
    /// Street.
    pub address_line2: String,
    /// Building and premises.
    pub address_line3: String,
}

/// The cashier of a Freedom Pos.
#[freedompay_model(request)]
pub struct Cashier {
    /// Full name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Phone.
    pub phone: String,
}

/// Package of a Freedom Box. It decides how the numbers of the merchant (MID) and the terminal (TID) begin.
#[freedompay_enum]
pub enum BoxPackage {
    /// With a credit limit: MID 6…, TID 8….
    #[freedompay(rename = "freedombox.credit")]
    Credit,
    /// Without a credit limit: MID 70…, TID 55….
    #[freedompay(rename = "freedombox.nocredit")]
    NoCredit,
    /// POS of the bank: MID 70…, TID 55….
    #[freedompay(rename = "freedombox.posbank")]
    PosBank,
}

#[cfg(test)]
mod tests {
    use super::*;
    use freedompay_runtime::tree::Tree;

    /// The one table is written by hand, so it is held against the three of the products.
    #[test]
    fn the_table_has_the_fields_of_all_products() {
        let table = Product::TYPE.fields();
        for product in [PosProduct::TYPE, BoxProduct::TYPE, EcomProduct::TYPE] {
            for field in product.fields() {
                let row = table.iter().find(|row| row.name == field.name);
                assert!(row.is_some_and(|row| row.max_len == field.max_len), "{} is not in the table", field.name);
            }
        }
    }

    #[test]
    fn the_number_stands_beside_the_fields() -> Result<(), crate::error::TreeError> {
        let address = ProductAddress::new("KAZ", "050000", "Almaty", "Zheltoksan", "115");
        let product = Product::from(BoxProduct::new("Shop", "5411", "SHOP", "KZT", address));
        let tree = Tree::from_serialize(&product)?;
        let names: Vec<&str> = tree.root().children().map(freedompay_runtime::tree::Ref::name).collect();
        assert_eq!(names, ["product_id", "name", "mcc", "descriptor", "currency", "address"]);
        assert_eq!(tree.root().children().next().map(freedompay_runtime::tree::Ref::text), Some("11001"));
        Ok(())
    }
}
