using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>The answer: <c>rich</c> of oEmbed 1.0.</summary>
internal sealed record OEmbed
{
    public string Version { get; } = "1.0";

    public string Type { get; } = "rich";

    [JsonPropertyName("provider_name")]
    public required string ProviderName { get; init; }

    [JsonPropertyName("provider_url")]
    public required string ProviderUrl { get; init; }

    [JsonPropertyName("author_name")]
    public string? AuthorName { get; init; }

    [JsonPropertyName("author_url")]
    public string? AuthorUrl { get; init; }

    public required string Title { get; init; }

    public required string Html { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    [JsonPropertyName("thumbnail_url")]
    public string? ThumbnailUrl { get; init; }

    // The specification asks for both where there is an address.
    [JsonPropertyName("thumbnail_width")]
    public int? ThumbnailWidth { get; init; }

    [JsonPropertyName("thumbnail_height")]
    public int? ThumbnailHeight { get; init; }
}

/// <summary>An error as WordPress's REST API writes it.</summary>
internal sealed record OEmbedError(string Code, string Message, OEmbedErrorData Data);

/// <summary>What comes with it.</summary>
internal sealed record OEmbedErrorData(int Status);
