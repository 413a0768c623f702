using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Keeps where readers find the newspaper, as its first administrator says when setting it up.</summary>
internal sealed class FirstAddress(IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options)
{
    public async Task SaveAsync(string address, Actor administrator)
    {
        var site = cluster.GetGrain<ISiteGrain>(0);
        var settings = (await site.GetAsync(0).WaitAsync(options.Value.Deadline))!;
        // Whoever changes other settings meanwhile changes their version: this one is set in theirs.
        while (settings.Address != address)
        {
            var result = await site.UpdateAsync(settings with { Address = address }, administrator).WaitAsync(options.Value.WriteDeadline);
            if (result.Saved || result.Current.Version == settings.Version) break;
            settings = result.Current;
        }

        frames.SettingsChanged();
    }
}
