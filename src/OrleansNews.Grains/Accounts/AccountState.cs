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

    /// <summary>As ASP.NET Core Identity's hasher made it; empty while its owner has chosen none.</summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>Random; a new one ends every session.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>Those that stand, in the order they began.</summary>
    public ImmutableArray<StoredSession> Sessions { get; set; } = [];

    /// <summary>Attempts to sign in since the last that was right.</summary>
    public int FailedAttempts { get; set; }

    /// <summary>Until then no attempt is taken.</summary>
    public DateTimeOffset RefusedUntil { get; set; }

    /// <summary>Null while the password is enough.</summary>
    public StoredSecondFactor? SecondFactor { get; set; }

    public bool SecondFactorRequired { get; set; }

    /// <summary>Null while no link to choose the password is offered.</summary>
    public StoredPasswordLink? PasswordLink { get; set; }

    /// <summary>Null while nobody has asked for a mail to choose another one.</summary>
    public StoredPasswordMails? PasswordMails { get; set; }

    public ImmutableArray<StoredApplicationPassword> ApplicationPasswords { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What is kept of an application password.</summary>
internal sealed record StoredApplicationPassword
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateOnly? LastUsed { get; set; }

    /// <summary>SHA-256 of the password.</summary>
    public byte[] Hash { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Somewhere the account is signed in.</summary>
internal sealed record StoredSession
{
    public string Id { get; set; } = "";

    public DateTimeOffset BegunAt { get; set; }

    /// <summary>To the hour.</summary>
    public DateTimeOffset SeenAt { get; set; }

    public string Browser { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What is asked for beside the password.</summary>
internal sealed record StoredSecondFactor
{
    /// <summary>The authenticator's key, sealed by the front ends.</summary>
    public string Key { get; set; } = "";

    /// <summary>The newest time step that a code was taken of.</summary>
    public long LastStep { get; set; }

    /// <summary>SHA-256 of each recovery code that is left.</summary>
    public ImmutableArray<byte[]> RecoveryCodes { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Mails that let somebody choose another password.</summary>
internal sealed record StoredPasswordMails
{
    /// <summary>When they were asked for, oldest first, as long as that bounds further ones.</summary>
    public ImmutableArray<DateTimeOffset> Asked { get; set; } = [];

    /// <summary>The links in them, oldest first.</summary>
    public ImmutableArray<StoredPasswordLink> Links { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An offer to choose the password.</summary>
internal sealed record StoredPasswordLink
{
    /// <summary>SHA-256 of its token.</summary>
    public byte[] Hash { get; set; } = [];

    public DateTimeOffset ExpiresAt { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
