using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace OrleansNews.Site;

/// <summary>A page as it goes over the wire: its bytes in every coding that is ready. Codings are added while it is served; nothing else changes.</summary>
internal sealed class FinishedPage
{
    private const int Overhead = 512;

    private readonly PageBody _body;
    private readonly string _hash;
    private volatile EncodedBody? _gzip;
    private volatile EncodedBody? _brotli;
    private int _wanted;

    /// <param name="body">The page with <paramref name="fragments"/> in it.</param>
    /// <param name="fragments">Those that are in it.</param>
    /// <param name="document">What it is when it is no page for people; null for a page.</param>
    public FinishedPage(PageBody body, FragmentSet fragments, DocumentKind? document = null)
    {
        _body = body;
        Document = document;
        Fragments = fragments;
        // Made from the content alone: every front end gives the same page the same tags.
        _hash = Convert.ToHexStringLower(SHA256.HashData(_body.Bytes).AsSpan(0, 12));
        Identity = new(_body.Bytes, _hash, ContentCoding.Identity);
    }

    /// <summary>What it is when it is no page for people; null for a page.</summary>
    public DocumentKind? Document { get; }

    /// <summary>The fragments that are in it.</summary>
    public FragmentSet Fragments { get; }

    /// <summary>Uncompressed.</summary>
    public EncodedBody Identity { get; }

    /// <summary>What it takes in memory.</summary>
    public long Weight => Overhead + Identity.Bytes.Length + (_gzip?.Bytes.Length ?? 0) + (_brotli?.Bytes.Length ?? 0);

    /// <summary>The same page with other fragments, not compressed yet.</summary>
    public FinishedPage With(FragmentSet fragments) => Document is null ? new(_body.With(fragments), fragments) : this;

    /// <summary>The bytes and slots, to be kept elsewhere.</summary>
    public PageBody Body => _body;

    /// <summary>The best coding that is ready.</summary>
    public EncodedBody Choose(AcceptedCodings accepted) => accepted.Choose(_brotli is not null, _gzip is not null) switch
    {
        ContentCoding.Brotli => _brotli!,
        ContentCoding.Gzip => _gzip!,
        _ => Identity,
    };

    /// <summary>
    /// The coding that somebody wanted for the second time and that is not ready; null when there is none, or it is being made. A page that is read once is not worth it.
    /// </summary>
    public ContentCoding? Missing(AcceptedCodings accepted)
    {
        var best = accepted.Choose(hasBrotli: true, hasGzip: true);
        if (best == ContentCoding.Identity || Has(best)) return null;
        return Interlocked.Increment(ref _wanted) == 2 ? best : null;
    }

    /// <summary>Takes a coding that is ready.</summary>
    public void Add(ContentCoding coding, byte[] bytes)
    {
        // Another coding may be asked for from now on.
        Volatile.Write(ref _wanted, 1);
        if (coding == ContentCoding.Brotli) _brotli = new(bytes, _hash, coding);
        else if (coding == ContentCoding.Gzip) _gzip = new(bytes, _hash, coding);
    }

    /// <summary>A coding that was <see cref="Missing"/> cannot be made now: it is missing again for the next who want it.</summary>
    public void GiveUp() => Volatile.Write(ref _wanted, 0);

    /// <summary>The form of this page that a client has already, by its <c>If-None-Match</c>; null when it has another page.</summary>
    public EncodedBody? FindKnown(StringValues ifNoneMatch, EncodedBody chosen)
    {
        for (var i = 0; i < ifNoneMatch.Count; i++)
        {
            var value = ifNoneMatch[i];
            if (value is null) continue;
            if (value == chosen.Tag || value is "*") return chosen;
            // Behind a proxy the tag may be weak now, or stand in a list; what a client has may be in another coding, which is the same page to it.
            if (value.Contains(chosen.Tag, StringComparison.Ordinal)) return chosen;
            if (!value.Contains(_hash, StringComparison.Ordinal)) continue;
            if (value.Contains(Identity.Tag, StringComparison.Ordinal)) return Identity;
            if (_brotli is { } brotli && value.Contains(brotli.Tag, StringComparison.Ordinal)) return brotli;
            if (_gzip is { } gzip && value.Contains(gzip.Tag, StringComparison.Ordinal)) return gzip;
        }

        return null;
    }

    private bool Has(ContentCoding coding) => coding == ContentCoding.Brotli ? _brotli is not null : _gzip is not null;
}
