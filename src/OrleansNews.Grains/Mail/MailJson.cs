using System.Text.Json.Serialization;

namespace OrleansNews.Mail;

[JsonSerializable(typeof(MailOutboxState))]
internal sealed partial class MailJson : JsonSerializerContext;
