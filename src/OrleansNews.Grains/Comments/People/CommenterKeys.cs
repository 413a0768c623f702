using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>
/// Names people and texts by keyed hashes, so that nothing stored can be tried against a list of known addresses by anybody who does not hold the site's secret.
/// </summary>
internal sealed class CommenterKeys(IGrainFactory grains)
{
    /// <summary>What the key of a commenter begins with who is only a network address.</summary>
    public const string AddressPrefix = "address-";

    private byte[]? _secret;

    /// <summary>Reads the secret, once for each silo.</summary>
    public async ValueTask<CommenterHashes> GetAsync() => new(_secret ??= await grains.GetGrain<ISiteGrain>(0).GetSecretAsync("commenters"));
}
