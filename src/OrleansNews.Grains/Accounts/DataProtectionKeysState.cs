using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Accounts;

/// <summary>ASP.NET Core's key ring as it is kept, in the order of its making.</summary>
internal sealed record DataProtectionKeysState
{
    public ImmutableArray<StoredDataProtectionKey> Keys { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One element of the ring.</summary>
internal sealed record StoredDataProtectionKey
{
    public string Name { get; set; } = "";

    public string Xml { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
