using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Mail;

/// <summary>What is kept about one commenter's wish for mails; no address.</summary>
internal sealed record MailConsentState
{
    /// <summary>When they agreed; null when they have not, or not any more.</summary>
    public DateTimeOffset? AgreedAt { get; set; }

    /// <summary>Names the last question; 0 when there is none, or when it is of no use any more.</summary>
    public long Question { get; set; }

    /// <summary>The comment that asked it.</summary>
    public long AskedFor { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    /// <summary>How many questions had no answer.</summary>
    public int Unanswered { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
