using System.Text.Json.Serialization;

namespace OrleansNews.Mail;

[JsonSerializable(typeof(MailOutboxState))]
[JsonSerializable(typeof(MailConsentState))]
internal sealed partial class MailJson : JsonSerializerContext;
