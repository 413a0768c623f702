using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Media;

/// <summary>The stored form of a <see cref="PictureSource"/>.</summary>
internal sealed record PictureRecord
{
    public MediaId Id { get; set; }

    public string Key { get; set; } = "";

    public int Width { get; set; }

    public int Height { get; set; }

    public StoredFocus Focus { get; set; } = new();

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [return: NotNullIfNotNull(nameof(picture))]
    public static PictureRecord? From(PictureSource? picture) => picture is null
        ? null
        : new() { Id = picture.Id, Key = picture.Key, Width = picture.Width, Height = picture.Height, Focus = StoredFocus.From(picture.Focus) };

    public PictureSource ToSource() => new(Id, Key, Width, Height, Focus.ToPoint());
}
