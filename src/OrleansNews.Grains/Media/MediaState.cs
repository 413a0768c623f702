using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Media;

/// <summary>One picture.</summary>
internal sealed record MediaState
{
    private const int MostUsers = 2_000;

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

    /// <summary>The texts that may show it: those that said so. Whether they do is theirs to say.</summary>
    public ImmutableArray<StoredPictureUser> Users { get; set; } = [];

    /// <summary>Whether there were too many to remember each.</summary>
    public bool HasManyUsers { get; set; }

    /// <summary>When it was deleted; null while it is there.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The name of who deleted it.</summary>
    public string? DeletedBy { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public FocalPoint Focus => FocusInForce < Focuses.Length ? Focuses[FocusInForce].ToPoint() : FocalPoint.Middle;

    /// <summary>Whether nothing is left to be told or made.</summary>
    [JsonIgnore]
    public bool IsDelivered => DeliveredVersion == Version;

    /// <summary>Without what was written about it. What its files are called stays, until they are gone and afterwards.</summary>
    public MediaState Delete(string by, DateTimeOffset at) => this with
    {
        Version = Version + 1, WrittenVersion = Version + 1, DeletedAt = at, DeletedBy = by, Users = [], FileName = "", AlternativeText = "", Caption = "", Credit = "",
    };

    /// <summary>With a text that may show it.</summary>
    /// <remarks>Those that do not any more stay until it is deleted: asking them all each time would cost more than their names.</remarks>
    public MediaState UsedBy(string grain, long place, DateTimeOffset at)
    {
        var kept = Users.RemoveAll(user => user.Grain == grain && user.Place == place);
        if (kept.Length >= MostUsers) return this with { HasManyUsers = true };
        return this with { Users = kept.Add(new() { Grain = grain, Place = place, At = at }) };
    }

    /// <summary>With another focal point in force.</summary>
    public MediaState FocusOn(FocalPoint focus)
    {
        var known = Focuses.TakeWhile(stored => stored.ToPoint() != focus).Count();
        return known < Focuses.Length
            ? this with { FocusInForce = known }
            : this with { Focuses = Focuses.Add(StoredFocus.From(focus)), FocusInForce = Focuses.Length };
    }
}

/// <summary>A text that may show a picture.</summary>
internal sealed record StoredPictureUser
{
    /// <summary>The grain that has the text.</summary>
    public string Grain { get; set; } = "";

    /// <summary>Where in its texts.</summary>
    public long Place { get; set; }

    /// <summary>When it said so.</summary>
    public DateTimeOffset At { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The stored form of a <see cref="FocalPoint"/>.</summary>
internal sealed record StoredFocus
{
    public int X { get; set; }

    public int Y { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    public static StoredFocus From(FocalPoint focus) => new() { X = focus.X, Y = focus.Y };

    public FocalPoint ToPoint() => new(X, Y);
}
