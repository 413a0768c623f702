using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Moderation;

namespace OrleansNews.Site;

/// <summary>What staff set, and what the site keeps for itself.</summary>
internal sealed record SiteState
{
    /// <summary>Grows with every change of the settings in force, be it by staff or by the configuration.</summary>
    public long Version { get; set; }

    /// <summary>What the configuration fixed when <see cref="Version"/> was given.</summary>
    public string Fixed { get; set; } = "";

    /// <summary>What staff set; null before the first change.</summary>
    public SiteSettingsRecord? Settings { get; set; }

    /// <summary>Set while stories move to addresses of a changed pattern.</summary>
    public StoryMove? Move { get; set; }

    /// <summary>Whether all listings are named: the newspaper began with a build that names them before they have stories, or those of before were named since.</summary>
    public bool NamesListings { get; set; }

    /// <summary>How far the listings of the stories of before are named; null at the beginning.</summary>
    public StoryMove? Naming { get; set; }

    /// <summary>When a change of which comments wait was logged last, in milliseconds since 1970: no two have the same.</summary>
    public long ModeChangedAt { get; set; }

    /// <summary>Changes that the moderation log does not know yet.</summary>
    public ImmutableArray<StoredLogEntry> Untold { get; set; } = [];

    /// <summary>By purpose; 32 random bytes each.</summary>
    public ImmutableDictionary<string, byte[]> Secrets { get; set; } = ImmutableDictionary<string, byte[]>.Empty;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
