using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Bounds how often each network address may try to sign in, so that one cannot fill the queue of passwords to compare, nor ask for ever new accounts.</summary>
internal sealed class SignInLimiter(IOptions<LimitOptions> options) : AddressLimiter(options.Value, options.Value.SignInsPerMinute);
