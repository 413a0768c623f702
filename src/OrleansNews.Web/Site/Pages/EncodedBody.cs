using Microsoft.Extensions.Primitives;

namespace OrleansNews.Site;

/// <summary>A page in one coding, with the headers that name it, made once.</summary>
internal sealed class EncodedBody
{
    public EncodedBody(byte[] bytes, string hash, ContentCoding coding)
    {
        Bytes = bytes;
        Name = coding switch
        {
            ContentCoding.Brotli => new("br"),
            ContentCoding.Gzip => new("gzip"),
            _ => StringValues.Empty,
        };
        // Strong, so one for each coding: the bytes differ.
        Tag = coding == ContentCoding.Identity ? $"\"{hash}\"" : $"\"{hash}-{Name}\"";
        TagHeader = new(Tag);
    }

    /// <summary>What is sent.</summary>
    public byte[] Bytes { get; }

    /// <summary>The value of <c>Content-Encoding</c>; empty for identity.</summary>
    public StringValues Name { get; }

    /// <summary>The strong entity tag, in quotation marks.</summary>
    public string Tag { get; }

    /// <summary><see cref="Tag"/> as a header's value.</summary>
    public StringValues TagHeader { get; }
}
