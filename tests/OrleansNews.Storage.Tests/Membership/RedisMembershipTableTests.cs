namespace OrleansNews.Storage.Membership;

public sealed class RedisMembershipTableTests(RedisServerFixture fixture) : MembershipTableConformance, IClassFixture<RedisServerFixture>
{
    private protected override Task<TestMembership> OpenAsync(string cluster) => TestMembership.OnRedisAsync(cluster, fixture.Connection);
}
