using Microsoft.AspNetCore.Identity;

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
    public async Task Hash_MoreThanTheQueueHolds_RefusesTheRestAndGoesOn()
    {
        var all = Enumerable.Range(0, 60).Select(_ => _hashing.HashAsync("correct horse battery")).ToArray();
        await Task.WhenAll(all).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Contains(all, one => one.Exception?.InnerException is PasswordHashingBusyException);
        Assert.Contains(all, one => one.IsCompletedSuccessfully);
        Assert.NotEmpty(await _hashing.HashAsync("correct horse battery"));
    }
}
