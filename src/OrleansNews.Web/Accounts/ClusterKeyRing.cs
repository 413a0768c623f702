using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace OrleansNews.Accounts;

/// <summary>Keeps ASP.NET Core's key ring in the cluster, so that every front end reads every cookie, also after a restart.</summary>
internal sealed class ClusterKeyRing(IClusterClient cluster) : IXmlRepository
{
    private IDataProtectionKeysGrain Keys => cluster.GetGrain<IDataProtectionKeysGrain>(0);

    // The interface is synchronous, and called at the start and then once a day; the pool's thread keeps a caller's context out of the wait.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Task.Run(() => Keys.ReadAsync(0)).GetAwaiter().GetResult().Select(key => XElement.Parse(key.Xml))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture) : friendlyName;
        Task.Run(() => Keys.AddAsync(new(name, element.ToString(SaveOptions.DisableFormatting)))).GetAwaiter().GetResult();
    }
}
