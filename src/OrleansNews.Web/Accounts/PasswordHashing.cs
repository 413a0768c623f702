using Microsoft.AspNetCore.Identity;

namespace OrleansNews.Accounts;

/// <summary>
/// Makes and compares password hashes with ASP.NET Core Identity's hasher. That takes a processor for tens of milliseconds on purpose, so it runs on few threads
/// of its own and never on those that serve readers; what comes on top of a short queue is refused.
/// </summary>
public sealed class PasswordHashing : IDisposable
{
    // OWASP's number for PBKDF2 with HMAC-SHA512.
    private const int Iterations = 210_000;
    private const int MaxWaiting = 32;

    private static readonly int Threads = Math.Max(1, Environment.ProcessorCount / 4);

    private readonly IPasswordHasher<string> _hasher;
    private readonly SemaphoreSlim _threads;
    private readonly Lazy<string> _nobodys;
    private int _waiting;

    /// <summary>Starts nothing yet.</summary>
    public PasswordHashing()
        : this(new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = Iterations })), Threads)
    {
    }

    internal PasswordHashing(IPasswordHasher<string> hasher, int threads)
    {
        _hasher = hasher;
        _threads = new(threads);
        _nobodys = new(() => _hasher.HashPassword("", Guid.NewGuid().ToString()));
    }

    /// <summary>The hash to keep of a password.</summary>
    /// <exception cref="PasswordHashingBusyException">Too many wait already.</exception>
    public Task<string> HashAsync(string password) => RunAsync(() => _hasher.HashPassword("", password));

    /// <summary>
    /// Compares. Without a <paramref name="hash"/> the answer is <see cref="PasswordVerificationResult.Failed"/> after the same work, so that the time of
    /// an answer does not tell which logins exist.
    /// </summary>
    /// <exception cref="PasswordHashingBusyException">Too many wait already.</exception>
    public Task<PasswordVerificationResult> VerifyAsync(string? hash, string password) => RunAsync(() =>
    {
        var verdict = _hasher.VerifyHashedPassword("", hash ?? _nobodys.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : verdict;
    });

    /// <summary>Ends nothing that runs.</summary>
    public void Dispose() => _threads.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new PasswordHashingBusyException();
        }

        try
        {
            await _threads.WaitAsync();
            try
            {
                return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                _threads.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
