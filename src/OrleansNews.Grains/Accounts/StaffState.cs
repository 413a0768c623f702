using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Accounts;

/// <summary>Who has an account, and what the setup link must show.</summary>
internal sealed record StaffState
{
    /// <summary>SHA-256 of the setup token; null when none is offered.</summary>
    public byte[]? SetupTokenHash { get; set; }

    public ImmutableArray<StaffEntry> Entries { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One member of staff.</summary>
internal sealed record StaffEntry
{
    public string Login { get; set; } = "";

    public string Name { get; set; } = "";

    public Role Role { get; set; }

    public bool Disabled { get; set; }

    /// <summary>Written before the account is made; a crash may leave it so.</summary>
    public bool Pending { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
