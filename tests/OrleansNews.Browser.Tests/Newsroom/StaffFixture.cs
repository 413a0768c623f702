using Microsoft.Playwright;
using OrleansNews.Browser;

namespace OrleansNews.Newsroom;

/// <summary>A newspaper with an administrator, whom every test may let in.</summary>
public class StaffFixture : SiteFixture
{
    private readonly SemaphoreSlim _setUp = new(1);
    private string? _session;

    /// <summary>A browser in which the administrator is signed in.</summary>
    public async Task<IPage> OpenAdministratorAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280) => await OpenReaderAsync(true, scheme, width, storage: await SessionAsync());

    /// <summary>What a browser keeps of the administrator's signing in.</summary>
    public async Task<string> SessionAsync()
    {
        await _setUp.WaitAsync();
        try
        {
            return _session ??= await (await this.SetUpAsync()).Context.StorageStateAsync();
        }
        finally
        {
            _setUp.Release();
        }
    }
}
