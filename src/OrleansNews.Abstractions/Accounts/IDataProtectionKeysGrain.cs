using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>
/// The keys that sign and seal cookies, shared by every front end and kept over restarts. Key: 0. Whoever can call this grain can make cookies:
/// a gateway is reachable for front ends alone.
/// </summary>
[Alias("news.data-protection-keys")]
public interface IDataProtectionKeysGrain : IGrainWithIntegerKey
{
    /// <summary>All keys behind the first <paramref name="skip"/>, in the order they were added.</summary>
    [Alias("read")]
    Task<ImmutableArray<DataProtectionKey>> ReadAsync(int skip);

    /// <summary>Adds a key. Durable on return; the same name again changes nothing.</summary>
    [Alias("add")]
    Task AddAsync(DataProtectionKey key);

    /// <summary>
    /// Adds a key that was made because none of the first <paramref name="known"/> serves. Durable on return. False, and nothing is added, when another was added
    /// behind those: front ends that start or renew the ring at once would each seal cookies with a key of their own, and read the ring again only a day later.
    /// </summary>
    [Alias("add-behind")]
    Task<bool> AddBehindAsync(DataProtectionKey key, int known);
}

/// <summary>One element of ASP.NET Core's key ring: a key or a revocation.</summary>
/// <param name="Name">Its friendly name, unique.</param>
/// <param name="Xml">The element.</param>
[GenerateSerializer, Immutable, Alias("news.DataProtectionKey")]
public sealed record DataProtectionKey([property: Id(0)] string Name, [property: Id(1)] string Xml)
{
    /// <summary>Without the secret, for logs.</summary>
    public override string ToString() => Name;
}
