// shared checks
