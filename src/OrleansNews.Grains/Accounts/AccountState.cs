using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Accounts;

/// <summary>An account as it is kept.</summary>
internal sealed record AccountState
{
    /// <summary>Empty while there is no such account.</summary>
    public string Login { get; set; } = "";

    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public Role Role { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public bool Disabled { get; set; }

    /// <summary>As ASP.NET Core Identity's hasher made it.</summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>Random; a new one ends every session.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>Sessions that were ended one by one while the stamp stayed, oldest first.</summary>
    public ImmutableArray<EndedSession> EndedSessions { get; set; } = [];

    /// <summary>Attempts to sign in since the last that was right.</summary>
    public int FailedAttempts { get; set; }

    /// <summary>Until then no attempt is taken.</summary>
    public DateTimeOffset RefusedUntil { get; set; }

    public ImmutableArray<StoredApplicationPassword> ApplicationPasswords { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What is kept of an application password.</summary>
internal sealed record StoredApplicationPassword
{
    public string Name { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>SHA-256 of the password.</summary>
    public byte[] Hash { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A session that is over although its account's stamp stands.</summary>
internal sealed record EndedSession
{
    public string Id { get; set; } = "";

    /// <summary>From then on no cookie of it can be valid, and it need not be remembered.</summary>
    public DateTimeOffset ForgetAt { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
