using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Media;

/// <summary>One picture.</summary>
internal sealed record MediaState
{
    /// <summary>Counts changes; 0 for one that was never made.</summary>
    public long Version { get; set; }

    /// <summary>The version at which somebody wrote about it last: who started from it, or from a later one, overwrites nobody.</summary>
    public long WrittenVersion { get; set; }

    /// <summary>Up to which version the library was told, and files were made.</summary>
    public long DeliveredVersion { get; set; }

    public string Key { get; set; } = "";

    public int Width { get; set; }

    public int Height { get; set; }

    public string FileName { get; set; } = "";

    public string AlternativeText { get; set; } = "";

    public string Caption { get; set; } = "";

    public string Credit { get; set; } = "";

    /// <summary>Every focal point it ever had, in the order of their first use.</summary>
    public ImmutableArray<StoredFocus> Focuses { get; set; } = [];

    /// <summary>Which of them is in force.</summary>
    public int FocusInForce { get; set; }

    /// <summary>For how many of them, from the first, all files are made.</summary>
    public int FinishedFocuses { get; set; }

    public string Owner { get; set; } = "";

    public string OwnerName { get; set; } = "";

    public DateTimeOffset UploadedAt { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public FocalPoint Focus => FocusInForce < Focuses.Length ? Focuses[FocusInForce].ToPoint() : FocalPoint.Middle;

    /// <summary>Whether nothing is left to be told or made.</summary>
    [JsonIgnore]
    public bool IsDelivered => DeliveredVersion == Version;

    /// <summary>With another focal point in force.</summary>
    public MediaState FocusOn(FocalPoint focus)
    {
        var known = Focuses.IndexOf(new() { X = focus.X, Y = focus.Y });
        return known >= 0
            ? this with { FocusInForce = known }
            : this with { Focuses = Focuses.Add(new() { X = focus.X, Y = focus.Y }), FocusInForce = Focuses.Length };
    }
}

/// <summary>The stored form of a <see cref="FocalPoint"/>.</summary>
internal sealed record StoredFocus
{
    public int X { get; set; }

    public int Y { get; set; }

    public FocalPoint ToPoint() => new(X, Y);
}
