using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Media;

/// <summary>The stored form of a <see cref="MediaView"/> in the library.</summary>
internal sealed record MediaRecord : ITreeEntry
{
    public MediaId Id { get; set; }

    public long Version { get; set; }

    /// <summary>The <see cref="PictureSource.Key"/>.</summary>
    public string FileKey { get; set; } = "";

    public int Width { get; set; }

    public int Height { get; set; }

    public int FocusX { get; set; }

    public int FocusY { get; set; }

    public string FileName { get; set; } = "";

    public string AlternativeText { get; set; } = "";

    public string Caption { get; set; } = "";

    public string Credit { get; set; } = "";

    public string Owner { get; set; } = "";

    public string OwnerName { get; set; } = "";

    public DateTimeOffset UploadedAt { get; set; }

    public bool IsReady { get; set; }

    public bool IsDeleted { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => new(Id.Value, 0);

    public static MediaRecord From(MediaView media) => new()
    {
        Id = media.Source.Id,
        Version = media.Version,
        FileKey = media.Source.Key,
        Width = media.Source.Width,
        Height = media.Source.Height,
        FocusX = media.Source.Focus.X,
        FocusY = media.Source.Focus.Y,
        FileName = media.FileName,
        AlternativeText = media.Details.AlternativeText,
        Caption = media.Details.Caption,
        Credit = media.Details.Credit,
        Owner = media.Owner,
        OwnerName = media.OwnerName,
        UploadedAt = media.UploadedAt,
        IsReady = media.IsReady,
        IsDeleted = media.IsDeleted,
    };

    public MediaView ToView()
    {
        var focus = new FocalPoint(FocusX, FocusY);
        return new(
            new(Id, FileKey, Width, Height, focus),
            Version,
            FileName,
            new() { AlternativeText = AlternativeText, Caption = Caption, Credit = Credit, Focus = focus },
            Owner,
            OwnerName,
            UploadedAt,
            IsReady,
            IsDeleted);
    }
}
