using Microsoft.AspNetCore.Identity;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

public sealed class PasswordHashingTests : IDisposable
{
    private readonly PasswordHashing _hashing = new();

    public void Dispose() => _hashing.Dispose();

    [Fact]
    public async Task Verify_RightAndWrongPassword_AreTold()
    {
        var hash = await _hashing.HashAsync("correct horse battery");

        Assert.Equal(PasswordVerificationResult.Success, await _hashing.VerifyAsync(hash, "correct horse battery"));
        Assert.Equal(PasswordVerificationResult.Failed, await _hashing.VerifyAsync(hash, "Correct horse battery"));
        Assert.DoesNotContain("correct", hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithoutAHash_FailsWhateverWasTyped()
    {
        Assert.Equal(PasswordVerificationResult.Failed, await _hashing.VerifyAsync(null, ""));
        Assert.Equal(PasswordVerificationResult.Failed, await _hashing.VerifyAsync(null, "correct horse battery"));
    }

    [Fact]
    public async Task Hashing_NeverRunsOnMoreThanItsThreads_AndComparingWaitsWithIt()
    {
        using var hasher = new SlowHasher();
        using var hashing = new PasswordHashing(hasher, 2);
        Task[] all = [.. Enumerable.Range(0, 4).Select(_ => hashing.HashAsync("correct horse battery")), .. Enumerable.Range(0, 4).Select(_ => hashing.VerifyAsync("hash", "correct horse battery"))];

        for (var begun = 2; begun <= all.Length; begun++)
        {
            await Waits.UntilAsync(() => hasher.Begun == begun, "A thread that is free does nothing.");
            hasher.EndOne();
        }

        hasher.EndOne();
        await Task.WhenAll(all);
        Assert.Equal(2, hasher.MostAtOnce);
    }

    /// <summary>Works until it is told that it is done, and counts how many do at once.</summary>
    private sealed class SlowHasher : IPasswordHasher<string>, IDisposable
    {
        private readonly SemaphoreSlim _done = new(0);
        private readonly Lock _lock = new();
        private int _running;

        public int Begun { get; private set; }

        public int MostAtOnce { get; private set; }

        public string HashPassword(string user, string password) => Work("hash");

        public PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword) => Work(PasswordVerificationResult.Success);

        public void EndOne() => _done.Release();

        public void Dispose() => _done.Dispose();

        private T Work<T>(T result)
        {
            lock (_lock)
            {
                Begun++;
                MostAtOnce = Math.Max(MostAtOnce, ++_running);
            }

            _done.Wait();
            lock (_lock) _running--;
            return result;
        }
    }

    [Fact]
    public async Task Hash_MoreThanTheQueueHolds_RefusesTheRestAndGoesOn()
    {
        var all = Enumerable.Range(0, 60).Select(_ => _hashing.HashAsync("correct horse battery")).ToArray();
        await Task.WhenAll(all).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Contains(all, one => one.Exception?.InnerException is PasswordHashingBusyException);
        Assert.Contains(all, one => one.IsCompletedSuccessfully);
        Assert.NotEmpty(await _hashing.HashAsync("correct horse battery"));
    }
}
