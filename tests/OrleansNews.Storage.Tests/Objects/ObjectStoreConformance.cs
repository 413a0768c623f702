using System.Security.Cryptography;

namespace OrleansNews.Storage.Objects;

/// <summary>What every store of objects promises.</summary>
public abstract class ObjectStoreConformance
{
    /// <summary>The store, and another one on the same place, as a second process has it.</summary>
    protected abstract Task<(IObjectStore Store, IObjectStore Other)> OpenAsync();

    [Fact]
    public async Task Object_ThatWasPut_IsFoundByOthersAsItWas()
    {
        var (store, other) = await OpenAsync();
        var (name, content) = ($"a/{Guid.NewGuid():N}/full-960.avif", RandomNumberGenerator.GetBytes(300_000));

        await store.PutAsync(name, content);

        Assert.Equal(content, await other.FindAsync(name));
        Assert.Null(await other.FindAsync(name + "x"));
        Assert.Null(await other.FindAsync($"nowhere/{Guid.NewGuid():N}"));
    }

    [Fact]
    public async Task Put_Twice_AndAtOnce_LeavesTheObject()
    {
        var (store, other) = await OpenAsync();
        var (name, content) = ($"twice/{Guid.NewGuid():N}", RandomNumberGenerator.GetBytes(50_000));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? store : other).PutAsync(name, content)));
        await store.PutAsync(name, content);

        Assert.Equal(content, await store.FindAsync(name));
    }

    [Fact]
    public async Task Delete_ForgetsTheObject_AndMayBeRepeated()
    {
        var (store, other) = await OpenAsync();
        var (name, neighbour) = ($"gone/{Guid.NewGuid():N}.a", $"gone/{Guid.NewGuid():N}.b");
        await store.PutAsync(name, new byte[] { 1 });
        await store.PutAsync(neighbour, new byte[] { 2 });

        await other.DeleteAsync(name);
        await other.DeleteAsync(name);

        Assert.Null(await store.FindAsync(name));
        Assert.Equal([2], await store.FindAsync(neighbour));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("a/.hidden")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    public async Task Name_ThatIsNone_IsRefused(string name)
    {
        var (store, _) = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync(name, new byte[1]));
        await Assert.ThrowsAsync<ArgumentException>(() => store.FindAsync(name));
    }

    [Fact]
    public async Task Content_ThatIsTooLarge_IsRefused()
    {
        var (store, _) = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync("large", new byte[(16 << 20) + 1]));
    }
}
