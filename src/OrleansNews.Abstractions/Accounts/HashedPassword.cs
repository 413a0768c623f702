namespace OrleansNews.Accounts;

/// <summary>A password as ASP.NET Core Identity's hasher made it.</summary>
/// <param name="Value">The hash, with its salt and its settings.</param>
[GenerateSerializer, Immutable, Alias("news.HashedPassword")]
public readonly record struct HashedPassword([property: Id(0)] string Value)
{
    /// <summary>Without the hash: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => "a hashed password";
}
