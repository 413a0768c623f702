namespace OrleansNews.Site;

/// <summary>How a body is coded on its way (RFC 9110, 8.4.1).</summary>
internal enum ContentCoding
{
    /// <summary>As it is.</summary>
    Identity,

    /// <summary><c>gzip</c>.</summary>
    Gzip,

    /// <summary><c>br</c>.</summary>
    Brotli,
}
