using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Mail;

/// <summary>One mail that waits: what it is about and for whom, and nothing of what it will say.</summary>
internal sealed record WaitingMail
{
    /// <summary>Random; the part of the Message-ID ahead of the host, so that a mail that is sent twice is known to be one.</summary>
    public string Id { get; set; } = "";

    public MailKind Kind { get; set; }

    /// <summary>Login, or key of a commenter.</summary>
    public string Recipient { get; set; } = "";

    /// <summary>A comment of the recipient, with which their address is sealed.</summary>
    public long? Source { get; set; }

    /// <summary>The newest comments that it tells of, oldest first.</summary>
    public ImmutableArray<long> Comments { get; set; } = [];

    /// <summary>How many there were, those among them that it does not name.</summary>
    public int Count { get; set; }

    /// <summary>When the first order came.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Not to be sent before.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>How often it was begun to send. From the first attempt on it gathers nothing more.</summary>
    public int Tries { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A mail that is not tried any more.</summary>
internal sealed record UnsentMail
{
    public string Id { get; set; } = "";

    public MailKind Kind { get; set; }

    /// <summary>Login, or key of a commenter.</summary>
    public string Recipient { get; set; } = "";

    public DateTimeOffset At { get; set; }

    /// <summary>Why: <c>refused:550</c>, <c>tries</c>, <c>age</c>, <c>address</c>. No words of the server: an address may stand in them.</summary>
    public string Reason { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
