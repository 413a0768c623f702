using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Keeps ASP.NET Core's key ring in the cluster, so that every front end reads every cookie, also after a restart.</summary>
internal sealed class ClusterKeyRing(IClusterClient cluster, TimeProvider time) : IXmlRepository
{
    // Two attempts, each for half as long as Orleans would wait for one: with a silo that leaves, the question may go down unanswered, and until the ring is read no cookie can be opened.
    private static readonly TimeSpan AttemptFor = TimeSpan.FromSeconds(5);

    // As ASP.NET Core calls it; the other kind is "revocation".
    private const string Key = "key";

    // How many keys there were when the ring was last read: a key is made because none of them serves.
    private int _known;

    private IDataProtectionKeysGrain Keys => cluster.GetGrain<IDataProtectionKeysGrain>(0);

    // The interface is synchronous, and called at the start and then once a day; the pool's thread keeps a caller's context out of the wait.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var keys = Task.Run(() => ClusterCalls.AgainAsync(() => Keys.ReadAsync(0).WaitAsync(AttemptFor, time), CancellationToken.None)).GetAwaiter().GetResult();
        Volatile.Write(ref _known, keys.Length);
        return [.. keys.Select(key => XElement.Parse(key.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture) : friendlyName;
        var added = new DataProtectionKey(name, element.ToString(SaveOptions.DisableFormatting));
        // A key that another front end made in the same moment serves as well: the ring is read again after this, and has that one. A revocation is never dropped.
        Task.Run(() => element.Name == Key ? OlderSilo.ElseAsync(() => Keys.AddBehindAsync(added, Volatile.Read(ref _known)), AddAsync) : AddAsync()).GetAwaiter().GetResult();

        async Task<bool> AddAsync()
        {
            await Keys.AddAsync(added);
            return true;
        }
    }
}
