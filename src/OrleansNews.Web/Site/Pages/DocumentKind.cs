using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace OrleansNews.Site;

/// <summary>What a document says of itself beside its bytes, as headers that were made once.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="ChangedAt">When it changed, if that is known.</param>
internal sealed record DocumentKind(string Type, DateTimeOffset? ChangedAt)
{
    /// <summary>The value of <c>Content-Type</c>.</summary>
    public StringValues ContentType { get; } = new(Type);

    /// <summary>The value of <c>Last-Modified</c>; empty when that is not known.</summary>
    public StringValues LastModified { get; } = ChangedAt is { } at ? new(at.ToString("R", CultureInfo.InvariantCulture)) : StringValues.Empty;

    public bool Equals(DocumentKind? other) => other is not null && Type == other.Type && LastModified == other.LastModified;

    public override int GetHashCode() => HashCode.Combine(Type, LastModified);
}
