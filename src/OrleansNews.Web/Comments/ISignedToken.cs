namespace OrleansNews.Comments;

/// <summary>A proof that travels in an address and is good for one purpose and a while.</summary>
internal interface ISignedToken<TToken>
    where TToken : class
{
    /// <summary>Names what it proves; a token of another purpose is none.</summary>
    static abstract string Purpose { get; }

    /// <summary>How long it is good.</summary>
    static abstract TimeSpan Lifetime { get; }

    /// <summary>What it says, as text.</summary>
    string Content { get; }

    /// <summary>Reads such a text; null for one that says nothing.</summary>
    static abstract TToken? Parse(string content);
}
